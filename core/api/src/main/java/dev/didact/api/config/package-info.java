/// How a configuration record says what it takes: defaults, bounds, examples, secrets.
///
/// A component without [Default] that is not an `Optional` is required. Components may be primitives and their boxes,
/// `String`, enums (written in kebab-case), `List`, `Set`, `Map<String, T>`, `Optional`, nested records, `Duration`
/// (`30s`, `5m`, `2h`, `500ms`), `Path` (relative to the recipe), `URI`, and [SecretName]. A component `perItem` is
/// written `per-item`. A throw in the compact constructor is shown to the user at the configuration.
@Api(Api.Status.PREVIEW)
@NullMarked
package dev.didact.api.config;

import dev.didact.api.Api;
import org.jspecify.annotations.NullMarked;
