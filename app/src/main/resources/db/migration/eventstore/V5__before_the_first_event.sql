-- A sequence that was never used says 1, as one does that was used once: the first event of all would count as committed
-- while it is on its way. So it begins at 0, and the first position is still 1.
alter sequence domain_events_position_seq minvalue 0;
select setval('domain_events_position_seq', 0) from domain_events_position_seq where not is_called;
