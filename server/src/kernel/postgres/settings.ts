import { totalmem } from 'node:os'

/** serve = data must survive anything; test = fast, shared by several test runs, lost with the machine's power */
export type Purpose = 'serve' | 'test'

/** PostgreSQL's settings as command line flags; nothing is written into the cluster's own files. */
export function postgresFlags(purpose: Purpose, port: number, sockets: string | undefined): string[] {
  const megabytes = totalmem() / 2 ** 20
  const common = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: sockets ?? '',
    port,
    shared_buffers: `${Math.round(Math.min(purpose === 'test' ? 256 : 2048, megabytes / 8))}MB`,
    effective_cache_size: `${Math.round(megabytes / 2)}MB`,
    work_mem: '16MB',
    maintenance_work_mem: '128MB',
    random_page_cost: 1.1,
    // short questions of a portal pay more for compiling than they win by it
    jit: 'off',
    shared_preload_libraries: 'pg_stat_statements',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    log_line_prefix: '%m [%p] ',
    log_min_duration_statement: '2s',
  }
  const settings =
    purpose === 'serve'
      ? { ...common, max_connections: 60, max_wal_size: '2GB', checkpoint_timeout: '15min' }
      : {
          ...common,
          max_connections: 200,
          fsync: 'off',
          synchronous_commit: 'off',
          full_page_writes: 'off',
          wal_level: 'minimal',
          max_wal_senders: 0,
          autovacuum: 'off',
        }
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}
