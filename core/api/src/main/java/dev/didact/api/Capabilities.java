package dev.didact.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What a contribution will do, on its class, or what all contributions of a package will do, in its `package-info`.
///
/// Didact's annotation processor writes what all of them say into the manifest. It is shown before the plugin is
/// installed and when an update wants more. The host lets [Context#http] and [Context#secret] reach what is declared
/// here, and what the user names in a recipe, which need not be declared. The rest is the author's word.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.PACKAGE})
public @interface Capabilities {
    /// Hosts and ports on the public network that it reaches by the host's HTTP with TLS: `api.example.com:443`.
    String[] network() default {};

    /// Secrets that it asks for by names of its own: `env:EXAMPLE_KEY`.
    String[] secrets() default {};

    /// Settings that name files which it reads: `path`.
    String[] reads() default {};

    /// Whether it starts programs.
    boolean processes() default false;

    /// Whether it has threads of its own.
    boolean threads() default false;

    /// Whether it calls native code.
    boolean nativeCode() default false;

    /// Why it needs these, in a sentence for who installs it.
    String reason();
}
