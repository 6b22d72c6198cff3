/// What people read about a plugin: its settings in words, the lines of a recipe that use it, and its page. All of it
/// comes from the manifest's schema, which is also what configurations are checked against and completed from.
@NullMarked
package dev.didact.engine.internal.page;

import org.jspecify.annotations.NullMarked;
