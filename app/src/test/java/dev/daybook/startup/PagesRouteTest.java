package dev.daybook.startup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.security.IssuerSettings;
import dev.daybook.support.TestIssuerSettings;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.servlet.function.EntityResponse;
import org.springframework.web.servlet.function.ServerRequest;

/** What the server tells its pages. */
class PagesRouteTest {
    private static final Demo DEMO = new Demo() {
        @Override
        public void fillIfEmpty() {}

        @Override
        public Optional<String> welcome() {
            return Optional.empty();
        }

        @Override
        public List<Account> accounts() {
            return List.of(new Account("ada", "CUSTOMER", "Daybook-demo-1"));
        }
    };

    private static final IssuerSettings NO_ISSUER = TestIssuerSettings.of(null, null, null);

    @Test
    void a_demo_tells_as_whom_one_can_sign_in() throws Exception {
        assertThat(told(true, NO_ISSUER, new MockEnvironment())).contains("ada", "storefront=true", "graphiQl=true");
    }

    @Test
    void a_shop_without_demo_data_tells_of_nobody() throws Exception {
        assertThat(told(false, NO_ISSUER, new MockEnvironment())).contains("demoAccounts=[]");
    }

    @Test
    void production_tells_of_nobody_even_with_demo_data() throws Exception {
        var production = new MockEnvironment();
        production.setActiveProfiles("production");
        assertThat(told(true, NO_ISSUER, production)).contains("demoAccounts=[]");
    }

    @Test
    void a_shop_with_an_issuer_tells_where_one_signs_in() throws Exception {
        var uri = "https://login.example.com";
        assertThat(told(true, TestIssuerSettings.of(uri, "shop", "pages"), new MockEnvironment()))
                .contains("issuer=Issuer[uri=%s, clientId=pages]".formatted(uri));
        assertThat(told(true, NO_ISSUER, new MockEnvironment())).contains("issuer=null");
    }

    private static String told(boolean demo, IssuerSettings issuer, MockEnvironment environment) throws Exception {
        var route = new PagesRoute().pages(new StartSettings(demo, true, null), issuer, true, environment, DEMO);
        var request = ServerRequest.create(new MockHttpServletRequest("GET", "/session/shop.json"), List.of());
        var answer = route.route(request).orElseThrow().handle(request);
        return ((EntityResponse<?>) answer).entity().toString();
    }
}
