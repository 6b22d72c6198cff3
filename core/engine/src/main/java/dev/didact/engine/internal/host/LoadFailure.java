package dev.didact.engine.internal.host;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Why a class of a plugin could not be loaded or made, in words for the person at the prompt.
final class LoadFailure {
    private static final Pattern CLASS_FILE = Pattern.compile("class file version (\\d{1,4})");
    /// Java N writes class files of version N + 44.
    private static final int CLASS_FILE_OFFSET = 44;

    private LoadFailure() {}

    /// What went wrong with a class, and the cure.
    static String reason(String className, Throwable failure) {
        return switch (failure) {
            case ClassNotFoundException missing -> missing(className, Thrown.message(missing));
            case UnsupportedClassVersionError tooNew ->
                "its class " + className + " needs Java " + java(Thrown.message(tooNew))
                        + " and this is Java " + Runtime.version().feature()
                        + "; run Didact with a newer Java, or build the plugin for this one";
            case NoClassDefFoundError missing ->
                "its class " + className + " uses "
                        + Thrown.message(missing).replace('/', '.')
                        + ", which is not there: a plugin sees the JDK, the Didact API and its own jars; add the library to the plugin";
            case NoSuchMethodException _, IllegalAccessException _, InstantiationException _ ->
                "its class " + className + " has no public constructor without parameters; add one and build it again";
            case LinkageError links ->
                "its class " + className + " does not link (" + Thrown.of(links)
                        + "); build it again against this version of the API";
            default -> "its class " + className + " failed when it was made: " + Thrown.of(failure);
        };
    }

    private static String missing(String className, String missing) {
        return missing.replace('/', '.').equals(className)
                ? "its manifest names the class " + className + ", which its archive does not hold; build it again"
                : reason(className, new NoClassDefFoundError(missing));
    }

    private static String java(String message) {
        Matcher version = CLASS_FILE.matcher(message);
        return version.find()
                ? Integer.toString(Integer.parseInt(version.group(1)) - CLASS_FILE_OFFSET)
                : "of a later version";
    }
}
