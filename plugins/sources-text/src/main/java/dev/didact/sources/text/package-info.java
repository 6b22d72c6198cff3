/// Documents and passages from text files, with byte offsets and licence.
@NullMarked
package dev.didact.sources.text;

import org.jspecify.annotations.NullMarked;
