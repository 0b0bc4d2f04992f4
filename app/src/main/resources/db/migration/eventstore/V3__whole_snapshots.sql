-- Some of those from before had lost what an aggregate has to remember.
delete from snapshots;
