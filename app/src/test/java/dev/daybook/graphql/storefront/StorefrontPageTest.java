package dev.daybook.graphql.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

/** Production has a storefront only if somebody wants one. */
class StorefrontPageTest {
    private final WebApplicationContextRunner shop = new WebApplicationContextRunner()
            .withInitializer(new ConfigDataApplicationContextInitializer())
            .withUserConfiguration(StorefrontPage.class);

    @Test
    void a_shop_has_a_storefront() {
        assertThat(hasStorefront(shop)).isTrue();
    }

    @Test
    void it_can_be_switched_off() {
        assertThat(hasStorefront(shop.withPropertyValues("daybook.storefront=false")))
                .isFalse();
    }

    @Test
    void it_is_off_in_production_until_it_is_switched_on() {
        var production = shop.withPropertyValues("spring.profiles.active=production");
        assertThat(hasStorefront(production)).isFalse();
        assertThat(hasStorefront(production.withPropertyValues("daybook.storefront=true")))
                .isTrue();
    }

    private static boolean hasStorefront(WebApplicationContextRunner shop) {
        var found = new boolean[1];
        shop.run(context -> found[0] = context.containsBean("storefrontRoute"));
        return found[0];
    }
}
