package dev.daybook.replay;

public enum RunState {
    RUNNING,
    SUCCEEDED,
    FAILED
}
