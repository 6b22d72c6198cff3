/// The engine's own parts, named by nobody outside the engine.
@NullMarked
package dev.didact.engine.internal;

import org.jspecify.annotations.NullMarked;
