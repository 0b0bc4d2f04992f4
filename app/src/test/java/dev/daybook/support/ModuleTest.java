package dev.daybook.support;

import dev.daybook.database.ModuleTables;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.transaction.annotation.Transactional;

/**
 * Test of a module's projections, constraints and queries on a real PostgreSQL, without HTTP, security and commands. All such
 * tests share one database, in which each leaves nothing.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = ModuleTables.class,
        webEnvironment = WebEnvironment.NONE,
        properties = "spring.datasource.hikari.minimum-idle=1")
@ContextConfiguration(initializers = TestDatabase.OfItsOwn.class)
@Transactional
public @interface ModuleTest {}
