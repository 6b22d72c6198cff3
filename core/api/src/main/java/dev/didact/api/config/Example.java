package dev.didact.api.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A value that shows what a component is for, as one would write it in a recipe: `"docs/**/*.md"`. The examples of all
/// components together must make a configuration that works: they are the recipe that the documentation of the
/// contribution shows, in which a required component without an example gets a value made up from its type.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
public @interface Example {
    /// YAML flow text.
    String value();
}
