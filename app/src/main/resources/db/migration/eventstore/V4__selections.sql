-- The log is appended to at all times and searched by its readers now and then: so these are as few and as small as can
-- be, and none is unique, since that would be looked up with each append. A stream has its index already.

-- What is listed and followed in the order of the log needs the position as well, or all of a kind would be sorted for the
-- first page. Each append goes to the end of its kind, where the page is in memory.
create index domain_events_of_type on domain_events (type, position);
create index domain_events_of_aggregate_type on domain_events (aggregate_type, position);
-- An actor may have done much: the administrator who took over a catalog, or the shop itself.
create index domain_events_of_actor on domain_events ((metadata ->> 'actor'), position);

-- A command writes few events, which are sorted in no time. Only ever looked for as a whole: a hash is half as large.
create index domain_events_of_correlation on domain_events using hash ((metadata ->> 'correlationId'));

-- Finds how many events there were in a range of time, and which when they are few. Of a longer range the newest are met
-- by walking back from the end of the log, as long as it was not long ago.
create index domain_events_by_time on domain_events (occurred_at);
