/// The other end of `isolation: process`: a JVM of its own that opens one contribution of one plugin through the real
/// host and answers what it is asked on its standard streams.
///
/// [ChildMain] is its entry, [PluginServer] hears and answers lines, the `Served…` classes are the kinds. The end that
/// asks is in `internal.process`.
@NullMarked
package dev.didact.engine.internal.child;

import org.jspecify.annotations.NullMarked;
