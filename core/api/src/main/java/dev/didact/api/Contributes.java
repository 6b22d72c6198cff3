package dev.didact.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a public class with a public no-argument constructor as a [Contribution] of its plugin.
///
/// Didact's annotation processor writes one entry of `META-INF/didact/plugin.json` for each such class: id, title,
/// description, and the JSON Schema of the configuration record that the class names as its type argument.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Contributes {
    /// The name by which recipes use it, unique within its kind and plugin: `[a-z][a-z0-9-]*`.
    String id();

    /// What it is, in a few words; shown in lists.
    String title();

    /// What it is for, in a sentence or two; shown on its card.
    String description() default "";

    /// How far its users may rely on it.
    Stability stability() default Stability.PREVIEW;
}
