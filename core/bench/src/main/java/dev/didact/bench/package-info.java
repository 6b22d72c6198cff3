/// What the plugin host costs, measured: listing many plugins, calling one, reloading one.
///
/// `mvn -P bench verify -pl core/bench -am` prints the figures. Machines are shared, so all of it is processor time or
/// has processor time beside it, and the least of several tries says most: what disturbs only adds.
@NullMarked
package dev.didact.bench;

import org.jspecify.annotations.NullMarked;
