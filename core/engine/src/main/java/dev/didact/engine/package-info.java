/// Didact as a library: open a workspace, read a recipe, check it, run it, look at what came of it.
///
/// This is what the shell names, and what a program embeds. Everything else of the engine is internal.
@NullMarked
package dev.didact.engine;

import org.jspecify.annotations.NullMarked;
