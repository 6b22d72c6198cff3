/// The loaded plugins as the loop uses them: make an instance, compute, wait.
@NullMarked
package dev.didact.engine.internal.plugin;

import org.jspecify.annotations.NullMarked;
