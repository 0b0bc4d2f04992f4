alter table users add column deactivated_at timestamptz;

-- The lists of users, by each of their sort keys.
create index users_by_username on users (lower(username), id);
create index users_by_email on users (lower(coalesce(email, '')), id);
create index users_by_last_log_in on users (coalesce(last_login_at, timestamptz '0001-01-01 00:00:00+00'), id);

-- Any part of these, whatever the case.
create index users_by_part_of_username on users using gin (username gin_trgm_ops);
create index users_by_part_of_email on users using gin (email gin_trgm_ops);
create index users_by_part_of_full_name on users using gin (full_name gin_trgm_ops);

create index users_by_inactivity on users (coalesce(last_login_at, created_at), id) where status = 'ACTIVE';
create index users_by_deactivation on users (deactivated_at, id) where status = 'DEACTIVATED';
create index users_active_admins on users (id) where role = 'ADMIN' and status = 'ACTIVE';

-- The planner has no use for samples of it, which would outlive the person until the next ANALYZE.
alter table users alter column bio set statistics 0;
