/// The plugin host: what plugins there are, their code loaded at first use, and calls into it that cannot harm anybody
/// else.
///
/// [PluginHost] reads the manifests of all archives and nothing more. A plugin's code is loaded when one of its
/// contributions is first made, behind a loader that shows it the JDK, Didact's API and its own jars. PF4J is used as a
/// library for class loading; discovery, activation and the handling of failures are here, so that a plugin that is
/// broken costs nobody but itself (`core/docs/decisions/0004-effects-as-values-and-strict-loading.md`).
@NullMarked
package dev.didact.engine.internal.host;

import org.jspecify.annotations.NullMarked;
