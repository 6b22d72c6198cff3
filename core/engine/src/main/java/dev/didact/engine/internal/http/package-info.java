/// The host's HTTP: one interface over one well-kept library, with the rules that no plugin can get around.
///
/// An [HttpPool] holds the connections of a process. Each instance of a contribution gets an [HostHttp] on it that
/// reaches what the recipe and the manifest grant, and nothing else. Trying again, slowing down and counting are the
/// engine's business, not the client's: a call here is one exchange.
@NullMarked
package dev.didact.engine.internal.http;

import org.jspecify.annotations.NullMarked;
