package main

import (
	"fmt"
	"math"
	"sort"
	"strings"
	"time"

	"github.com/prometheus/prometheus/promql/parser"
)

// tree is an expression as nested lists, in which only its meaning is left: no places, no parentheses.
func tree(expr parser.Expr) any {
	switch node := expr.(type) {
	case nil:
		return nil
	case *parser.NumberLiteral:
		return []any{"number", bits(node.Val)}
	case *parser.StringLiteral:
		return []any{"string", node.Val}
	case *parser.ParenExpr:
		return tree(node.Expr)
	case *parser.UnaryExpr:
		return []any{"unary", node.Op.String(), tree(node.Expr)}
	case *parser.VectorSelector:
		return selector(node, nil)
	case *parser.MatrixSelector:
		return selector(node.VectorSelector.(*parser.VectorSelector), duration(node.Range, node.RangeExpr))
	case *parser.SubqueryExpr:
		return []any{
			"subquery", tree(node.Expr),
			duration(node.Range, node.RangeExpr), optional(node.Step, node.StepExpr),
			optional(node.OriginalOffset, node.OriginalOffsetExpr), at(node.Timestamp, node.StartOrEnd),
		}
	case *parser.Call:
		return append([]any{"call", node.Func.Name}, each(node.Args)...)
	case *parser.AggregateExpr:
		grouping := any(nil)
		if node.Without || len(node.Grouping) > 0 {
			grouping = []any{node.Without, list(node.Grouping)}
		}
		return []any{"aggregation", node.Op.String(), grouping, tree(node.Param), tree(node.Expr)}
	case *parser.BinaryExpr:
		return binary(node)
	}
	panic(fmt.Sprintf("an expression that isn't known: %T", expr))
}

func each(exprs parser.Expressions) []any {
	found := []any{}
	for _, one := range exprs {
		found = append(found, tree(one))
	}
	return found
}

func list(names []string) []string {
	return append([]string{}, names...)
}

func bits(value float64) string {
	if math.IsNaN(value) {
		return "NaN"
	}
	return fmt.Sprintf("%016x", math.Float64bits(value))
}

func selector(node *parser.VectorSelector, length any) any {
	matchers := []string{}
	for _, one := range node.LabelMatchers {
		matchers = append(matchers, strings.Join([]string{one.Name, one.Type.String(), one.Value}, "\x00"))
	}
	sort.Strings(matchers)
	extended := ""
	if node.Anchored {
		extended = "anchored"
	}
	if node.Smoothed {
		extended = "smoothed"
	}
	return []any{
		"selector", matchers, length, extended,
		optional(node.OriginalOffset, node.OriginalOffsetExpr), at(node.Timestamp, node.StartOrEnd),
	}
}

func at(timestamp *int64, end parser.ItemType) any {
	if timestamp != nil {
		return *timestamp
	}
	if end == parser.START || end == parser.END {
		return end.String()
	}
	return nil
}

func binary(node *parser.BinaryExpr) any {
	matching := any(nil)
	if found := node.VectorMatching; found != nil {
		// An empty list of what is ignored says nothing.
		if found.On || len(found.MatchingLabels) > 0 || found.Card == parser.CardManyToOne || found.Card == parser.CardOneToMany {
			matching = []any{found.On, list(found.MatchingLabels), group(found)}
		}
		left, right := found.FillValues.LHS, found.FillValues.RHS
		return []any{"binary", node.Op.String(), node.ReturnBool, matching, fill(left), fill(right), tree(node.LHS), tree(node.RHS)}
	}
	return []any{"binary", node.Op.String(), node.ReturnBool, matching, nil, nil, tree(node.LHS), tree(node.RHS)}
}

func group(found *parser.VectorMatching) any {
	switch found.Card {
	case parser.CardManyToOne:
		return []any{"left", list(found.Include)}
	case parser.CardOneToMany:
		return []any{"right", list(found.Include)}
	}
	return nil
}

func fill(value *float64) any {
	if value == nil {
		return nil
	}
	return bits(*value)
}

func optional(length time.Duration, computed *parser.DurationExpr) any {
	if length == 0 && computed == nil {
		return nil
	}
	return duration(length, computed)
}

func duration(length time.Duration, computed *parser.DurationExpr) any {
	if computed != nil {
		return computation(computed)
	}
	// Whole milliseconds that floating point has moved by a nanosecond are whole.
	exact := float64(length) / 1e6
	if whole := math.Round(exact); math.Abs(exact-whole) <= math.Abs(exact)*math.Pow(2, -49) {
		return bits(whole)
	}
	return bits(exact)
}

func computation(expr parser.Expr) any {
	if literal, ok := expr.(*parser.NumberLiteral); ok {
		return []any{"length", bits(literal.Val)}
	}
	node := expr.(*parser.DurationExpr)
	switch node.Op {
	case parser.STEP, parser.RANGE:
		return []any{node.Op.String()}
	}
	if node.LHS != nil {
		return []any{node.Op.String(), computation(node.LHS), computation(node.RHS)}
	}
	if node.Op == parser.SUB {
		return []any{"-", computation(node.RHS)}
	}
	return computation(node.RHS)
}
