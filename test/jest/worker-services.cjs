// In each jest worker: its own database and Redis, as the environment that the product reads.
const services = JSON.parse(process.env.SXBQ_TEST_SERVICES);
Object.assign(process.env, services[Number(process.env.JEST_WORKER_ID) - 1]);
