package dev.didact.engine.internal.loop;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.didact.api.data.Item;
import java.util.Optional;

/// An item as the journal keeps it; what was made of it follows.
///
/// @param item the item, without its key
/// @param parent number of the sample that it is; empty for the item of a source
record StoredItem(@JsonUnwrapped Item item, Optional<Long> parent) {}
