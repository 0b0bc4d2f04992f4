/** Users of the shop, with a profile, a role and a password, and what they write. Knows no other module. */
@ApplicationModule(
        displayName = "Users",
        allowedDependencies = {})
@NullMarked
package dev.daybook.users;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
