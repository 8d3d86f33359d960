// A MariaDB for one spec alone, since what is set for the whole server would be felt by others. Ends with its parent.
import { startThrowaway } from '../../docker/local/throwaway.mjs';

const services = await startThrowaway({ redisServers: 0 });
process.once('disconnect', () => void services.stop().then(() => process.exit(0)));
process.send(services.databaseUrls('sxbq_own'));
