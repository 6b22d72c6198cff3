package dev.didact.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Other plugins that must be there for a contribution to be of use, on its class, or for all contributions of a
/// package, in its `package-info`: a recipe or a page of this plugin names what they contribute.
///
/// Didact's annotation processor writes them into the manifest. A plugin of which one is missing, or is there in no
/// version of the range, is installed and not used, and says which. It is about presence only: plugins never see each
/// other's classes.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.PACKAGE})
public @interface Requires {
    /// Ids of plugins with ranges of their versions: `org.example.words@^1.2`; any version without a range.
    String[] value();
}
