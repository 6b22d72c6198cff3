/// Generators whose prompt is a strict Mustache template.
@NullMarked
package dev.didact.generators.template;

import org.jspecify.annotations.NullMarked;
