-- By which version of its projection the rows are made: 0 while nodes of several versions write, or have written since the
-- last rebuild. Nodes of a version before the oldest are not let in; the newest is the greatest that was let in since.
create table projection_versions (
    projection text    primary key,
    version    integer not null,
    oldest     integer not null,
    newest     integer not null
);
-- Those that there were before there were versions. Another one has no rows of what happened before it, and is rebuilt.
insert into projection_versions (projection, version, oldest, newest)
select name, 1, 1, 1
from unnest('{accounts, categories, notifications, orders, posts, products, stock, users}'::text[]) as name;
