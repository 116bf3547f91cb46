package main

import (
	"github.com/hashicorp/terraform-plugin-go/tfprotov5"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// settle gives a value to everything that was unknown in a plan.
func settle(schema *tfprotov5.Schema, planned *tfprotov5.DynamicValue, valueOf func(tftypes.Type) tftypes.Value) (*tfprotov5.DynamicValue, error) {
	kind := schema.ValueType()
	value, err := planned.Unmarshal(kind)
	if err != nil {
		return nil, err
	}
	settled, err := tftypes.Transform(value, func(_ *tftypes.AttributePath, each tftypes.Value) (tftypes.Value, error) {
		if each.IsKnown() {
			return each, nil
		}
		return valueOf(each.Type()), nil
	})
	if err != nil {
		return nil, err
	}
	state, err := tfprotov5.NewDynamicValue(kind, settled)
	return &state, err
}

// imported is a resource of which nothing but its id is known.
func imported(schema *tfprotov5.Schema, id string) (*tfprotov5.DynamicValue, error) {
	kind := schema.ValueType().(tftypes.Object)
	fields := make(map[string]tftypes.Value, len(kind.AttributeTypes))
	for name, each := range kind.AttributeTypes {
		fields[name] = tftypes.NewValue(each, nil)
	}
	for _, nested := range schema.Block.BlockTypes {
		if nested.Nesting != tfprotov5.SchemaNestedBlockNestingModeSingle {
			fields[nested.TypeName] = emptyOf(kind.AttributeTypes[nested.TypeName])
		}
	}
	fields["id"] = tftypes.NewValue(tftypes.String, id)
	state, err := tfprotov5.NewDynamicValue(kind, tftypes.NewValue(kind, fields))
	return &state, err
}

func emptyOf(kind tftypes.Type) tftypes.Value {
	if kind.Is(tftypes.Map{}) {
		return tftypes.NewValue(kind, map[string]tftypes.Value{})
	}
	return tftypes.NewValue(kind, []tftypes.Value{})
}
