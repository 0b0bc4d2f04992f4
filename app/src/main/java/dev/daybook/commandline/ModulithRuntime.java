package dev.daybook.commandline;

import org.springframework.aop.support.AopUtils;
import org.springframework.modulith.runtime.ApplicationRuntime;
import org.springframework.util.ClassUtils;

/** Tells Modulith, which migrates the tables of all modules, that this is a part of the shop. */
final class ModulithRuntime implements ApplicationRuntime {
    static final String BASE_PACKAGE = "dev.daybook";

    @Override
    public String getId() {
        return BASE_PACKAGE;
    }

    /** By its name: it knows us, so that we had better not know it. */
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
