export * from './persistence/secondment.entity';
