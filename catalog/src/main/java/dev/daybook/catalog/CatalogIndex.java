package dev.daybook.catalog;

import static dev.daybook.users.index.UniqueIndex.Origin.CHOSEN;
import static dev.daybook.users.index.UniqueIndex.Origin.DERIVED;

import dev.daybook.users.index.UniqueIndex;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Unique indexes of categories, products, prices and stock. */
public enum CatalogIndex implements UniqueIndex {
    CATEGORY_NAME("categories_name_taken", "name"),
    CATEGORY_SLUG("categories_slug_taken", "slug"),
    PRODUCT_NAME("products_name_taken", "name"),
    PRODUCT_SLUG("products_slug_taken", "slug"),
    PRODUCT_SKU("products_sku_taken", "sku"),
    PRICE_CHANGE("price_changes_by_product", DERIVED),
    STOCK_MOVEMENT("stock_movements_by_product", DERIVED);

    private final String indexName;
    private final Origin origin;
    private final @Nullable String inputField;

    CatalogIndex(String indexName, String inputField) {
        this(indexName, CHOSEN, inputField);
    }

    CatalogIndex(String indexName, Origin origin) {
        this(indexName, origin, null);
    }

    CatalogIndex(String indexName, Origin origin, @Nullable String inputField) {
        this.indexName = indexName;
        this.origin = origin;
        this.inputField = inputField;
    }

    @Override
    public String indexName() {
        return indexName;
    }

    @Override
    public Origin origin() {
        return origin;
    }

    @Override
    public Optional<String> inputField() {
        return Optional.ofNullable(inputField);
    }
}
