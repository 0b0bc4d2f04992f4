package dev.daybook.catalog.category;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.catalog.ProductId;
import dev.daybook.catalog.category.CategoryTree.Contents;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CategoryTreeTest {
    private static final CategoryId NOVELS = CategoryId.random();
    private static final ProductId EMMA = ProductId.random();

    @Test
    void children_and_products_are_in_a_category() {
        assertThat(new Contents(List.of(NOVELS), List.of(), List.of()).isEmpty())
                .isFalse();
        assertThat(new Contents(List.of(), List.of(EMMA), List.of()).isEmpty()).isFalse();
        assertThat(new Contents(List.of(), List.of(), List.of()).isEmpty()).isTrue();
    }

    @Test
    void all_that_is_in_a_category_counts() {
        var contents = new Contents(List.of(NOVELS), List.of(EMMA, ProductId.random()), List.of("Emma"));
        assertThat(contents.size()).isEqualTo(3);
    }

    @Test
    void what_was_found_in_a_category_does_not_change_behind_it() {
        var children = new ArrayList<>(List.of(NOVELS));
        var products = new ArrayList<>(List.of(EMMA));
        var names = new ArrayList<>(List.of("Emma"));
        var contents = new Contents(children, products, names);
        children.clear();
        products.clear();
        names.clear();
        assertThat(contents).isEqualTo(new Contents(List.of(NOVELS), List.of(EMMA), List.of("Emma")));
    }
}
