export * from './persistence/secondment.entity';
export * from './persistence/secondment-facts';
