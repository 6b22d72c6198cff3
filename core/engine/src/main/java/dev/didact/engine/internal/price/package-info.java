/// What calls to models cost: the price of a model, where prices are kept, and how much may still be spent.
@NullMarked
package dev.didact.engine.internal.price;

import org.jspecify.annotations.NullMarked;
