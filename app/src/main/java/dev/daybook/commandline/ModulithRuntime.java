package dev.daybook.commandline;

import org.springframework.aop.support.AopUtils;
import org.springframework.modulith.runtime.ApplicationRuntime;
import org.springframework.util.ClassUtils;

/** Application runtime for Modulith, which migrates the tables of all modules, in the context of a command. */
final class ModulithRuntime implements ApplicationRuntime {
    static final String BASE_PACKAGE = "dev.daybook";

    @Override
    public String getId() {
        return BASE_PACKAGE;
    }

    /** The main class by its name, since a reference to it would be a cycle. */
    @Override
    public Class<?> getMainApplicationClass() {
        return ClassUtils.resolveClassName(BASE_PACKAGE + ".Daybook", null);
    }

    @Override
    public Class<?> getUserClass(Object bean, String beanName) {
        return AopUtils.getTargetClass(bean);
    }

    @Override
    public boolean isApplicationClass(Class<?> type) {
        return type.getName().startsWith(BASE_PACKAGE + ".");
    }
}
