-- Causes that were noted down so far may quote what stood in a row, which no erasure would reach. They keep the type of the
-- exception; the message comes back, without the row, when the letter is tried again.
update dead_letters
set cause = coalesce(substring(cause from '^[\w.$]+(?=: )'), 'A failure')
    || ': left out, since it may quote a row; try again to see it'
where cause <> 'Waits behind an earlier event of the same stream';
