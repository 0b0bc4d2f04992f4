package dev.daybook.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.ContextConfiguration;

/**
 * A {@link ShopTest} in another shop, which all such tests share, of which every event was written by the shop itself: so
 * its projections can be rebuilt.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ShopTest
@ContextConfiguration(initializers = TestDatabase.OfItsOwn.class)
public @interface HonestShopTest {}
