export * from './domain/agreement-kind';
export * from './domain/agreement-status';
export * from './persistence/agreement.entity';
export * from './persistence/agreement-major.entity';
export * from './persistence/agreement-approval.entity';
export * from './persistence/agreement-event.entity';
export * from './persistence/cooperation-plan.entity';
export * from './persistence/execution-record.entity';
