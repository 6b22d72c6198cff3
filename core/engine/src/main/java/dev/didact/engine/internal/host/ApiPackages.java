package dev.didact.engine.internal.host;

/// The packages that host and plugins share.
final class ApiPackages {
    private static final String SLF4J = "org.slf4j.";

    private ApiPackages() {}

    /// Whether a plugin gets this class from the host.
    static boolean contains(String className) {
        return className.startsWith("dev.didact.api.") || className.startsWith("org.pf4j.") || isSlf4jApi(className);
    }

    /// SLF4J's API without its bindings.
    private static boolean isSlf4jApi(String className) {
        if (!className.startsWith(SLF4J)) {
            return false;
        }
        String rest = className.substring(SLF4J.length());
        return rest.indexOf('.') < 0
                || rest.startsWith("event.")
                || rest.startsWith("spi.")
                || rest.startsWith("helpers.");
    }
}
