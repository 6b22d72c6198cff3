/// The log: what nobody at the prompt wants to read, for the day when somebody must. What the engine and the plugins
/// say through SLF4J goes to `didact.log` in the workspace's folder. Nothing here is loaded, and no file is made,
/// before there is something to write.
@NullMarked
package dev.didact.shell.log;

import org.jspecify.annotations.NullMarked;
