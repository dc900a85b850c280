import { workerData } from 'node:worker_threads';
import { serveSqlite } from './node/sqlite/serve.ts';

/*
 * A thread that looks into copies of databases: dist/sqlite.cjs, with SQLite's WASM beside it. It is a thread so that a
 * query of a database that was made to be slow can be ended.
 */
serveSqlite(workerData);
