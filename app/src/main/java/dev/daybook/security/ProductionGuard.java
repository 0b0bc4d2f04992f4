package dev.daybook.security;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Keeps a shop that is meant for real customers from starting on secrets that everybody knows. */
@Component
@Profile("production")
class ProductionGuard implements InitializingBean {
    private final SecuritySettings settings;

    ProductionGuard(SecuritySettings settings) {
        this.settings = settings;
    }

    @Override
    public void afterPropertiesSet() {
        if (settings.isDemo()) {
            throw new InsecureSettings("The profile 'production' does not run on the demo secret for access tokens.");
        }
    }
}
