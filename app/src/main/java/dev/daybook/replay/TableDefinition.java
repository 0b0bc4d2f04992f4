package dev.daybook.replay;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Defines the indexes, constraints, grants and triggers that shadow tables need to equal the live ones, as statements
 * for a connection in whose search path the shadow tables come first.
 *
 * @param afterLoad keys, indexes, statistics targets, storage parameters and grants
 * @param triggers created last, for rows projected after the load
 * @param columns and checks, with which the shadow tables were created
 */
record TableDefinition(List<String> afterLoad, List<String> triggers, List<String> columns) {
    private static final List<String> AFTER_LOAD = List.of("""
            select format('alter table %I add constraint %I %s', relname, conname, pg_get_constraintdef(k.oid, true))
            from pg_constraint k join tables on conrelid = tables.oid where contype in ('p', 'u', 'x')
            order by contype, conname, 1""", """
            select pg_get_indexdef(indexrelid, 0, true) from pg_index i join tables on indrelid = tables.oid
            where not exists (
                select from pg_constraint where conindid = indexrelid and contype in ('p', 'u', 'x'))
            order by indexrelid""", """
            select format('alter table %I alter column %I set statistics %s', relname, attname, attstattarget)
            from pg_attribute join tables on attrelid = tables.oid
            where attnum > 0 and not attisdropped and attstattarget >= 0 order by 1""", """
            select format('alter table %I set (%s)', relname, array_to_string(reloptions, ', '))
            from tables where reloptions is not null order by 1""", """
            select format('grant %s on %I to %s%s', privilege_type, relname,
                case grantee when 0 then 'public' else quote_ident(pg_get_userbyid(grantee)) end,
                case when is_grantable then ' with grant option' else '' end)
            from tables, aclexplode(relacl) order by 1""");

    private static final String TRIGGERS = """
            select pg_get_triggerdef(t.oid, true) from pg_trigger t join tables on tgrelid = tables.oid
            where not tgisinternal order by tgname, 1""";

    private static final String COLUMNS = """
            select format('%s.%s %s %s %s %s %s', relname, attname, format_type(atttypid, atttypmod), attnotnull,
                attcollation, attgenerated, pg_get_expr(adbin, adrelid))
            from pg_attribute a join tables on attrelid = tables.oid
                left join pg_attrdef on adrelid = attrelid and adnum = attnum
            where attnum > 0 and not attisdropped
            union all
            select format('%s %s %s', relname, conname, pg_get_constraintdef(k.oid, true))
            from pg_constraint k join tables on conrelid = tables.oid where contype = 'c'
            order by 1""";

    /** Finds dependents of the tables that a swap would lose. */
    private static final String OBSTACLES = """
            select format('the view %s reads %s', r.ev_class::regclass, relname)
            from pg_depend d join pg_rewrite r on d.classid = 'pg_rewrite'::regclass and r.oid = d.objid
                join tables on d.refobjid = tables.oid
            where r.ev_class <> tables.oid
            union
            select format('%s has a foreign key to %s', conrelid::regclass, relname)
            from pg_constraint join tables on confrelid = tables.oid where contype = 'f'
            union
            select format('%s hangs on %s', pg_describe_object(classid, objid, objsubid), relname)
            from pg_depend join tables on refclassid = 'pg_class'::regclass and refobjid = tables.oid
            where classid not in ('pg_class'::regclass, 'pg_type'::regclass, 'pg_attrdef'::regclass,
                'pg_constraint'::regclass, 'pg_trigger'::regclass, 'pg_rewrite'::regclass)
            union
            select format('the trigger %s of %s is not enabled in the usual way', tgname, relname)
            from pg_trigger join tables on tgrelid = tables.oid where not tgisinternal and tgenabled <> 'O'
            union
            select format('the column %s of %s has a grant of its own', attname, relname)
            from pg_attribute join tables on attrelid = tables.oid where attacl is not null
            union
            select format('%s has row level security', relname) from tables where relrowsecurity""";

    /** Reads the definition from the system catalog; on a connection in whose search path the live tables come first. */
    static TableDefinition of(Connection connection, List<String> tables) throws SQLException {
        var obstacles = query(connection, tables, OBSTACLES);
        if (!obstacles.isEmpty()) {
            throw new ReplayFailed(
                    "A rebuild replaces its tables, and %s: undo that, and make it again afterwards"
                            .formatted(String.join(", ", obstacles)),
                    null);
        }
        var afterLoad = new ArrayList<String>();
        for (var query : AFTER_LOAD) {
            afterLoad.addAll(query(connection, tables, query));
        }
        return new TableDefinition(afterLoad, query(connection, tables, TRIGGERS), query(connection, tables, COLUMNS));
    }

    private static List<String> query(Connection connection, List<String> tables, String query) throws SQLException {
        try (var select = connection.prepareStatement(
                "with tables as (select pg_class.* from unnest(?) as name join pg_class on pg_class.oid = name::regclass) "
                        + query)) {
            select.setArray(1, connection.createArrayOf("text", tables.toArray()));
            var answers = new ArrayList<String>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    answers.add(row.getString(1));
                }
            }
            return answers;
        }
    }
}
