package dev.didact.engine.internal.host;

import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/// What a plugin sees of the host: the JDK and the API packages, and none of the host's resources.
final class ApiOnly extends ClassLoader {
    private final ClassLoader host;

    ApiOnly(ClassLoader host) {
        super("didact-api", getPlatformClassLoader());
        this.host = host;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (ApiPackages.contains(name)) {
            return host.loadClass(name);
        }
        throw new ClassNotFoundException(name);
    }

    @Override
    protected @Nullable URL findResource(String name) {
        return null;
    }

    @Override
    protected Enumeration<URL> findResources(String name) {
        return Collections.emptyEnumeration();
    }
}
