package dev.daybook.catalog;

import dev.daybook.catalog.category.CategoryRefusal;
import dev.daybook.catalog.category.CategoryRefused;
import dev.daybook.catalog.product.ProductRefusal;
import dev.daybook.catalog.product.ProductRefused;
import dev.daybook.catalog.stock.StockRefusal;
import dev.daybook.catalog.stock.StockRefused;
import org.hamcrest.FeatureMatcher;
import org.hamcrest.Matcher;
import org.hamcrest.Matchers;

/** Matches the exception of a command that is refused for exactly one reason. */
public final class Refusals {
    private Refusals() {}

    public static Matcher<CategoryRefused> refusal(CategoryRefusal expected) {
        return new FeatureMatcher<CategoryRefused, CategoryRefusal>(
                Matchers.equalTo(expected), "refused with", "refusal") {
            @Override
            protected CategoryRefusal featureValueOf(CategoryRefused refused) {
                return refused.refusal();
            }
        };
    }

    public static Matcher<ProductRefused> refusal(ProductRefusal expected) {
        return new FeatureMatcher<ProductRefused, ProductRefusal>(
                Matchers.equalTo(expected), "refused with", "refusal") {
            @Override
            protected ProductRefusal featureValueOf(ProductRefused refused) {
                return refused.refusal();
            }
        };
    }

    public static Matcher<StockRefused> refusal(StockRefusal expected) {
        return new FeatureMatcher<StockRefused, StockRefusal>(Matchers.equalTo(expected), "refused with", "refusal") {
            @Override
            protected StockRefusal featureValueOf(StockRefused refused) {
                return refused.refusal();
            }
        };
    }
}
