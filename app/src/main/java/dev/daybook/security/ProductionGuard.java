package dev.daybook.security;

import dev.daybook.personaldata.MasterKey;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Fails the start of a production shop with the demo secrets, which everybody knows. */
@Component
@Profile("production")
class ProductionGuard implements InitializingBean {
    private final SecuritySettings settings;
    private final MasterKey masterKey;

    ProductionGuard(SecuritySettings settings, MasterKey masterKey) {
        this.settings = settings;
        this.masterKey = masterKey;
    }

    @Override
    public void afterPropertiesSet() {
        if (settings.isDemo()) {
            throw new InsecureSettings("The profile 'production' does not run on the demo secret for access tokens.");
        }
        masterKey.refuseDemo();
    }
}
