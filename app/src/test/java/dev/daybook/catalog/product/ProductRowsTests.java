package dev.daybook.catalog.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.daybook.catalog.Price;
import dev.daybook.catalog.ProductId;
import dev.daybook.catalog.category.CategoryId;
import dev.daybook.catalog.product.ProductEvent.PriceChanged;
import dev.daybook.catalog.product.ProductEvent.ProductArchived;
import dev.daybook.catalog.product.ProductEvent.ProductCreated;
import dev.daybook.support.ModuleTest;
import dev.daybook.users.text.Slug;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;

@ModuleTest
class ProductRowsTests {
    private static final Instant MONDAY = Instant.parse("2026-12-14T08:30:00Z");
    private static final Instant TUESDAY = MONDAY.plus(Duration.ofDays(1));
    private static final Price PRICE = Price.of("12.50", "EUR");
    private static final Price CHEAPER = Price.of("9.90", "EUR");

    @Autowired
    JdbcAggregateOperations rows;

    @Autowired
    Products products;

    @Test
    void a_product_is_found_by_slug_and_by_sku_until_it_is_archived() {
        var notebook = created("Notebook", "notebook", "NOTE-1", null);
        var row = products.findById(notebook.value()).orElseThrow();
        assertThat(products.findBySlug("notebook")).contains(row);
        assertThat(products.findBySku("NOTE-1")).contains(row);
        assertThat(products.findTakenSlugs(Set.of("notebook", "pen"))).containsExactly("notebook");
        assertThat(products.findTakenSkus(Set.of("NOTE-1", "PEN-1"))).containsExactly("NOTE-1");

        project(new ProductArchived(notebook, null));
        assertThat(products.findBySlug("notebook")).isEmpty();
        assertThat(products.findBySku("NOTE-1")).isEmpty();
        assertThat(products.findByNames(Set.of("Notebook"))).isEmpty();
        assertThat(products.findTakenSlugs(Set.of("notebook"))).isEmpty();
        assertThat(created("Notebook", "notebook", "NOTE-1", null)).isNotEqualTo(notebook);
    }

    @ParameterizedTest
    @CsvSource({
        "Notebook, other, OTHER, products_name_taken",
        "Other, notebook, OTHER, products_slug_taken",
        "Other, other, NOTE-1, products_sku_taken"
    })
    void a_name_a_slug_and_a_sku_are_taken_once(String name, String slug, String sku, String index) {
        created("Notebook", "notebook", "NOTE-1", null);
        assertThatExceptionOfType(DuplicateKeyException.class)
                .isThrownBy(() -> created(name, slug, sku, null))
                .withMessageContaining(index);
    }

    @Test
    void a_name_may_be_in_two_categories_and_is_ambiguous_without_one() {
        var paper = CategoryId.random();
        var gifts = CategoryId.random();
        var notebook = created("Notebook", "notebook", "NOTE-1", paper);
        created("Notebook", "notebook-2", "NOTE-2", gifts);
        assertThat(products.countInCategory(paper.value())).isEqualTo(1);
        assertThat(products.findIdsInCategory(paper.value())).containsExactly(notebook.value());
        assertThat(products.findAmbiguousNameInCategory(paper.value())).isEmpty();
        created("Notebook", "notebook-3", "NOTE-3", null);
        assertThat(products.findAmbiguousNameInCategory(paper.value())).contains("Notebook");
    }

    @Test
    void another_price_ends_the_one_before() {
        var notebook = created("Notebook", "notebook", "NOTE-1", null);
        new ProductProjection(rows)
                .on(
                        new PriceChanged(notebook, CHEAPER, PRICE, "Summer sale"),
                        TUESDAY,
                        UUID.randomUUID().toString(),
                        "grace");
        var row = products.findById(notebook.value()).orElseThrow();
        assertThat(row.version()).isEqualTo(2);
        assertThat(row.price()).isEqualTo(CHEAPER.money());
        assertThat(prices())
                .extracting(PriceChangeView::price, PriceChangeView::validTo)
                .containsExactlyInAnyOrder(tuple(PRICE.money(), TUESDAY), tuple(CHEAPER.money(), null));
    }

    private List<PriceChangeView> prices() {
        return rows.findAll(PriceChangeView.class);
    }

    private ProductId created(String name, String slug, String sku, @Nullable CategoryId category) {
        var id = ProductId.random();
        project(new ProductCreated(
                id, new ProductName(name), new Slug(slug), new Sku(sku), null, PRICE, category, true));
        return id;
    }

    private void project(ProductEvent event) {
        new ProductProjection(rows).on(event, MONDAY, UUID.randomUUID().toString(), "grace");
    }
}
