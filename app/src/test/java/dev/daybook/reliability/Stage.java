package dev.daybook.reliability;

/** What a fault needs to strike: the world that all others have in common, or one of its own. */
enum Stage {
    COMMON,
    /** The data of PostgreSQL, without its WAL, have a small disk of their own. */
    SMALL_DATA_DISK,
    SMALL_WAL_DISK,
    /** Four nodes were started at once on an empty database. */
    FOUR_NODES,
    /** PostgreSQL is the one that is installed on the machine. */
    INSTALLED_SERVER,
    /** The first node is an older jar, which has made the tables. */
    OLDER_JAR,
    /** PostgreSQL has a standby, which commits wait for, and which is promoted once. */
    STANDBY,
    /** The same for another promotion. */
    STANDBY_OF_LOST_HOST;

    boolean hasStandby() {
        return this == STANDBY || this == STANDBY_OF_LOST_HOST;
    }
}
