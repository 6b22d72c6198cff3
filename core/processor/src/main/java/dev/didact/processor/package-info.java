/// The annotation processor that writes what the host reads of a plugin without loading it.
@NullMarked
package dev.didact.processor;

import org.jspecify.annotations.NullMarked;
