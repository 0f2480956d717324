#!/bin/sh
sleep 75
