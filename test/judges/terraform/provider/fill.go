package main

import (
	"github.com/hashicorp/terraform-plugin-go/tfprotov5"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// fill gives a value to every attribute that a provider computes and nobody has set.
func fill(schema *tfprotov5.Schema, given *tfprotov5.DynamicValue, valueOf func(tftypes.Type) tftypes.Value) (*tfprotov5.DynamicValue, error) {
	kind := schema.ValueType()
	value, err := given.Unmarshal(kind)
	if err != nil {
		return nil, err
	}
	if !value.IsNull() {
		if value, err = fillBlock(schema.Block, value, valueOf); err != nil {
			return nil, err
		}
	}
	filled, err := tfprotov5.NewDynamicValue(kind, value)
	return &filled, err
}

func fillBlock(block *tfprotov5.SchemaBlock, value tftypes.Value, valueOf func(tftypes.Type) tftypes.Value) (tftypes.Value, error) {
	if value.IsNull() || !value.IsKnown() {
		return value, nil
	}
	var fields map[string]tftypes.Value
	if err := value.As(&fields); err != nil {
		return value, err
	}
	for _, attribute := range block.Attributes {
		if attribute.Computed && fields[attribute.Name].IsNull() {
			fields[attribute.Name] = valueOf(attribute.Type)
		}
	}
	for _, nested := range block.BlockTypes {
		filled, err := fillBlocks(nested, fields[nested.TypeName], valueOf)
		if err != nil {
			return value, err
		}
		fields[nested.TypeName] = filled
	}
	return tftypes.NewValue(value.Type(), fields), nil
}

func fillBlocks(nested *tfprotov5.SchemaNestedBlock, value tftypes.Value, valueOf func(tftypes.Type) tftypes.Value) (tftypes.Value, error) {
	if value.IsNull() || !value.IsKnown() {
		return value, nil
	}
	if nested.Nesting == tfprotov5.SchemaNestedBlockNestingModeSingle {
		return fillBlock(nested.Block, value, valueOf)
	}
	var items []tftypes.Value
	if err := value.As(&items); err != nil {
		return value, err
	}
	for index, item := range items {
		filled, err := fillBlock(nested.Block, item, valueOf)
		if err != nil {
			return value, err
		}
		items[index] = filled
	}
	return tftypes.NewValue(value.Type(), items), nil
}
