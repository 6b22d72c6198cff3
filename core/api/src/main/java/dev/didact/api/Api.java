package dev.didact.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Says how far an author may rely on a part of the API staying as it is. What is said of a package holds for its
/// types, what is said of a type for its members, unless they say otherwise themselves.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PACKAGE, ElementType.TYPE, ElementType.METHOD, ElementType.CONSTRUCTOR, ElementType.FIELD})
public @interface Api {
    /// How far.
    Status value();

    /// How far one may rely on it.
    enum Status {
        /// Changes in a way that breaks plugins only with a new major version of the API.
        STABLE,
        /// May change with any minor version of the API.
        PREVIEW,
        /// For the host alone: it may change or go with any build.
        INTERNAL
    }
}
